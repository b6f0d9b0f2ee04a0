use crate::discord::{Bot, World};

#[tokio::test]
async fn a_question_is_answered() {
    let world = World::start().await;
    let bot = Bot::start(&world, "").await;
    let question = world.ask(world.channel, world.user, "how many lighthouses were there in 2020?");
    let reply = world.reply_to(question).await;
    println!("{reply:#?}");
    world.each_answered_once(&[question]).await;
    let exit = bot.terminate().await;
    println!("{exit:?}\n{}", bot.log());
    world.assert_clean();
}
